package io.outpost.deliver.alert;

import io.outpost.schemas.Alert;

/**
 * An alert of the topic.
 *
 * @param traceparent of the trace that it came with; null: with none
 */
record ReadAlert(Alert alert, String traceparent) {}
