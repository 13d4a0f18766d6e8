/**
 * The models of a place through its hours: what each hour says, by which levels it is judged, and
 * what is learned of the place. {@link io.outpost.cli.verify.hourly.HourChain} goes through the
 * hours; {@link io.outpost.cli.verify.hourly.HourRule} judges one.
 */
package io.outpost.cli.verify.hourly;
