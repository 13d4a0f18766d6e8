package io.outpost.cli.validate;

import io.outpost.cli.validate.recording.RecordedSets;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where the recordings are. */
final class RecordingsOption {
    @Option(
            names = "--recordings",
            paramLabel = "DIR",
            description = {
                "the folder with the recordings, or with folders of them: 428_WY*.csv, crn_*.csv, kamloops.csv, also gzipped",
                "(default: ../shared/data beside this repository)"
            })
    private Path folder;

    /** Root of the repository. */
    static Path home() {
        return Path.of(System.getProperty("outpost.home", ".")).toAbsolutePath();
    }

    RecordedSets sets() {
        return RecordedSets.in(folder());
    }

    String whereToGetThem() {
        return """
                outpost validate: there is no recording to score in %s. Get some, and name their folder by --recordings:
                  428_WY2006_L3.csv and other water years of SNOTEL 428, with quality control: zenodo 10.5281/zenodo.7820056
                  crn_2020.csv: daily values of the US Climate Reference Network, https://www.ncei.noaa.gov/products/land-based-station/us-climate-reference-network
                  kamloops.csv: hours of Kamloops with humidex and wind chill, https://climate.weather.gc.ca"""
                .formatted(folder().toAbsolutePath().normalize());
    }

    private Path folder() {
        return folder == null ? home().resolve("../shared/data").normalize() : folder;
    }
}
