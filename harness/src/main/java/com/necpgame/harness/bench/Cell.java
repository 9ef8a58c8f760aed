package com.necpgame.harness.bench;

/**
 * One combination that is measured.
 *
 * @param system what is measured: the app, or the app on another store
 */
public record Cell(String system, Scenario scenario, int connections) {
    @Override
    public String toString() {
        return system + " " + scenario + " x" + connections;
    }
}
