package io.outpost.api.series;

/**
 * How far a quantity is from what it usually is at that time of the year, in its unit.
 *
 * @param anomaly its mean or total less the usual one; null: too little is stored, or it has no
 *     value
 * @param usual null: too little is stored
 * @param days with values on which the usual rests
 * @param years that those are of
 */
record Anomaly(Double anomaly, Double usual, long days, long years) {}
