package io.outpost.cli.validate;

import io.outpost.cli.validate.rows.RowScore;
import io.outpost.cli.validate.rows.RowValidation;
import io.outpost.cli.validate.score.Score;
import io.outpost.cli.validate.score.Validation;
import java.util.List;
import java.util.Locale;

/** The scores as two Markdown tables, which a person reads as they are. */
final class ScoreTable {
    private ScoreTable() {}

    static String of(Validation validation) {
        StringBuilder table = new StringBuilder();
        table.append(
                "| recording | what | simple | score | of | must be |\n|---|---|---|---|---|---|\n");
        validation.scores().forEach(score -> table.append(row(score)));
        if (!validation.ablations().isEmpty()) {
            table.append("\nWith less than all of a model, or another soil:\n\n");
            table.append("| recording | what | score |\n|---|---|---|\n");
            validation.ablations().forEach(score -> table.append(shortRow(score)));
        }
        return table.toString();
    }

    /** The scores by classes and by rows. */
    static String of(RowValidation validation) {
        StringBuilder table = new StringBuilder();
        table.append(
                "| recording, replayed | what | classes | rows | difference | of the rows |\n|---|---|---|---|---|---|\n");
        validation.scores().forEach(score -> table.append(row(score)));
        table.append(
                String.format(
                        Locale.ROOT,
                        "%nThe stack has rows of %,d of the %,d hours of these recordings.%n",
                        validation.rows(),
                        validation.hours()));
        table.append(
                remark(
                        "Sent with their gaps of the temperature filled, as the job passes over hours after 7 days without any",
                        validation.gapsFilled()));
        table.append(
                remark(
                        "Their rain counter fell by little and rose again: rain to the classes, noise to the job",
                        validation.unsteadyCounters()));
        return table.toString();
    }

    private static String remark(String what, List<String> waterYears) {
        return waterYears.isEmpty()
                ? ""
                : "%s: water years %s.%n".formatted(what, String.join(", ", waterYears));
    }

    private static String row(RowScore score) {
        return line(
                List.of(
                        score.recording(),
                        score.measure(),
                        number(score.byClasses()),
                        "**" + number(score.byRows()) + "**",
                        String.format(Locale.ROOT, "%+.4f", score.difference())
                                + (score.agrees() ? "" : ": **not the same**"),
                        score.ofRows() == null ? "" : score.ofRows()));
    }

    private static String row(Score score) {
        String reach =
                score.reach() == null ? "" : score.reach() + (score.holds() ? "" : ": **missed**");
        return line(
                List.of(
                        score.recording(),
                        score.measure(),
                        score.simple() == null ? "" : number(score.simple()),
                        "**" + number(score.value()) + "**",
                        score.of() == null ? "" : score.of(),
                        reach));
    }

    private static String shortRow(Score score) {
        return line(List.of(score.recording(), score.measure(), number(score.value())));
    }

    private static String line(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |\n";
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }
}
