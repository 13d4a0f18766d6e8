/**
 * The hourly models of the preceding days, by their specification and with code of their own: snow,
 * soil, frost in it, the flow that rain and melt make, each a step per UTC hour. {@link
 * io.outpost.cli.verify.model.HourModel} takes the steps; the records are what stands before and
 * after each. NaN is no value. Amounts of water are mm on the horizontal.
 */
package io.outpost.cli.verify.model;
