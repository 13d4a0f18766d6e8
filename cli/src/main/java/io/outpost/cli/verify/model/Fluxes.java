package io.outpost.cli.verify.model;

/**
 * What moved within an hour, mm.
 *
 * @param snow that fell
 * @param rain that fell
 * @param melt of ice
 * @param water that reached the ground
 * @param referenceEvaporation that the air could take up
 * @param upperEvaporation out of the upper layer of the soil
 * @param lowerEvaporation out of the lower layer
 * @param drainage out of the upper layer into the lower one
 * @param lost out of the lower layer
 * @param rise out of the lower layer into the upper one
 * @param index that the stream gets
 */
public record Fluxes(
        double snow,
        double rain,
        double melt,
        double water,
        double referenceEvaporation,
        double upperEvaporation,
        double lowerEvaporation,
        double drainage,
        double lost,
        double rise,
        double index) {
    static Fluxes of(SnowStep snow, double referenceEvaporation, SoilStep soil, double index) {
        return new Fluxes(
                snow.snow(),
                snow.rain(),
                snow.melt(),
                snow.water(),
                referenceEvaporation,
                soil.upperEvaporation(),
                soil.lowerEvaporation(),
                soil.drainage(),
                soil.lost(),
                soil.rise(),
                index);
    }
}
