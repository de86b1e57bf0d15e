package dev.gatehouse.benchmarks.load.scenario;

import dev.gatehouse.benchmarks.load.program.Program;
import java.util.ArrayList;
import java.util.List;

/** The programs of a scenario, which end with it. */
final class Running implements AutoCloseable {

    private final List<Program> programs = new ArrayList<>();

    Program keep(Program started) {
        programs.add(started);
        return started;
    }

    @Override
    public void close() {
        programs.forEach(Program::close);
    }
}
