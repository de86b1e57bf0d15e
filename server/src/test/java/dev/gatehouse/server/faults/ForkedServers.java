package dev.gatehouse.server.faults;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Several servers, started at once as an orchestrator would. */
final class ForkedServers implements AutoCloseable {

    private final List<ForkedServer> servers;

    private ForkedServers(List<ForkedServer> servers) {
        this.servers = servers;
    }

    /** Starts one for each environment and waits until all of them listen; if one does not, none is left. */
    static ForkedServers start(List<Map<String, String>> environments) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<ForkedServer>> starting = environments.stream()
                    .map(environment -> CompletableFuture.supplyAsync(() -> ForkedServer.start(environment), threads))
                    .toList();
            try {
                CompletableFuture.allOf(starting.toArray(CompletableFuture<?>[]::new))
                        .join();
            } catch (CompletionException e) {
                starting.stream()
                        .filter(server -> !server.isCompletedExceptionally())
                        .map(CompletableFuture::join)
                        .forEach(ForkedServer::close);
                throw e;
            }
            return new ForkedServers(
                    starting.stream().map(CompletableFuture::join).toList());
        }
    }

    /** In the order of their environments. */
    List<ForkedServer> all() {
        return servers;
    }

    @Override
    public void close() {
        servers.forEach(ForkedServer::close);
    }
}
