// Shows the contract of this server, and sends what is tried to this server alone.
"use strict";

window.SwaggerUIBundle({
  url: "/openapi.yaml",
  dom_id: "#contract",
  deepLinking: true,
  docExpansion: "list",
  tryItOutEnabled: true,
  displayRequestDuration: true,
  defaultModelsExpandDepth: 0,
  // Else the contract would be sent to a stranger, to be judged.
  validatorUrl: null,
  // A token is gone with the page.
  persistAuthorization: false,
});
