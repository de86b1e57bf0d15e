package dev.gatehouse.session.testkit.valkey;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.Bind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * A server program in a container that sees the ports and the temporary files of this machine as if it were none.
 * Removed when this JVM ends, however it ends. Thread-safe.
 */
final class ServerContainer implements ServerProcess {

    private final GenericContainer<?> container;

    private ServerContainer(GenericContainer<?> container) {
        this.container = container;
    }

    static ServerContainer start(String image, List<String> command, Path directory, Path log) {
        // Configuration, certificates and data lie in folders of their own, side by side.
        String files = System.getProperty("java.io.tmpdir");
        List<String> logging = new ArrayList<>(command);
        logging.addAll(List.of("--logfile", log.toString()));
        GenericContainer<?> container = new GenericContainer<>(DockerImageName.parse(image))
                .withNetworkMode("host")
                .withCreateContainerCmdModifier(create -> {
                    Objects.requireNonNull(create.getHostConfig()).withBinds(Bind.parse(files + ":" + files));
                    // What an image does before it starts its program is to change user and folder.
                    create.withUser(owner(directory)).withEntrypoint(logging).withCmd(List.of());
                });
        container.start();
        return new ServerContainer(container);
    }

    private static String owner(Path directory) {
        try {
            return Files.getAttribute(directory, "unix:uid").toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private DockerClient docker() {
        return container.getDockerClient();
    }

    @Override
    public boolean isAlive() {
        return container.isRunning();
    }

    @Override
    public void freeze() {
        docker().pauseContainerCmd(container.getContainerId()).exec();
    }

    @Override
    public void thaw() {
        docker().unpauseContainerCmd(container.getContainerId()).exec();
    }

    @Override
    public void close() {
        container.stop();
    }
}
