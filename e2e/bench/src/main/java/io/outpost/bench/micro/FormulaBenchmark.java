package io.outpost.bench.micro;

import io.outpost.core.weather.HeatIndex;
import io.outpost.core.weather.WindChill;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The published formulas, over all of the weather in which they hold and some outside it. */
@State(Scope.Thread)
public class FormulaBenchmark {
    private static final int MANY = 1024;

    private final double[] warmCelsius = new double[MANY];
    private final double[] humidityPercent = new double[MANY];
    private final double[] coldCelsius = new double[MANY];
    private final double[] windMetresPerSecond = new double[MANY];
    private int next;

    @Setup
    public void fill() {
        for (int i = 0; i < MANY; i++) {
            warmCelsius[i] = 20 + i % 25;
            humidityPercent[i] = 15 + i % 83;
            coldCelsius[i] = 12 - i % 40;
            windMetresPerSecond[i] = i % 17;
        }
    }

    @Benchmark
    public double heatIndex() {
        int i = next++ & (MANY - 1);
        return HeatIndex.celsius(warmCelsius[i], humidityPercent[i]);
    }

    @Benchmark
    public double windChill() {
        int i = next++ & (MANY - 1);
        return WindChill.celsius(coldCelsius[i], windMetresPerSecond[i]);
    }
}
