package dev.gatehouse.server;

import io.micronaut.runtime.Micronaut;

final class Gatehouse {
    private Gatehouse() {}

    public static void main(String[] arguments) {
        Micronaut.run(Gatehouse.class, arguments).close();
    }
}
