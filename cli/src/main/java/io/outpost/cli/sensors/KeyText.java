package io.outpost.cli.sensors;

/** What a person is shown of a key that was just made. */
final class KeyText {
    private KeyText() {}

    static String of(Sensor sensor, SensorKey key, String apiUrl) {
        StringBuilder text = new StringBuilder();
        text.append("sensor   ").append(sensor.id()).append('\n');
        text.append("key      ").append(key.id()).append('\n');
        if (key.secret() != null) {
            text.append("secret   ").append(key.secret()).append("   (shown once)\n");
        }
        if (key.privateKey() != null) {
            text.append("The private key is in the script below, and shown once.\n");
        }
        text.append("\nIt counts within 30 s. ");
        text.append(
                key.example(apiUrl, sensor)
                        .map(example -> "This sends an observation of now:\n\n" + example)
                        .orElse(
                                "The sensor signs its requests with keyid=\""
                                        + key.id()
                                        + "\" (docs/api.md, Keys)."));
        return text.toString().stripTrailing();
    }
}
