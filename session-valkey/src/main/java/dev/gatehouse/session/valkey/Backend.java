package dev.gatehouse.session.valkey;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import dev.gatehouse.session.StoreUnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The way to the servers, kept open by one thread that looks after it every second.
 *
 * <p>The client library could reconnect, follow sentinels and clusters by itself. It does none of that here, for two
 * promises that it does not make. First, a connection that broke never comes back to life: a new one is made, judged
 * ({@link ServerInfo#requireUsable}) and only then shown to callers, so that no command is sent twice and none reaches a
 * replica. Second, {@link #generation} is raised before a new connection is shown, and when one breaks, so that no
 * answer of another copy of the data can be taken for one of this.
 *
 * <p>While there is no way, callers are told at once. A connection that is silent is closed after a second: that is how
 * a link that is stalled, or a server that is frozen, becomes one that is gone. Thread-safe.
 */
final class Backend implements AutoCloseable {

    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);
    private static final String CLOSED = "the store is closed";

    private final ValkeyUrl url;
    private final Duration silence;
    private final Deadlines deadlines;
    private final Connector connector;
    private final Discovery discovery;
    private final TroubleLog log;
    private final AtomicLong generation = new AtomicLong(1);
    private final Semaphore wake = new Semaphore(0);
    private final CountDownLatch firstLook = new CountDownLatch(1);
    private final Thread keeper;

    private volatile Route route = Route.NONE;
    private volatile String trouble = "no connection has been made yet";
    private volatile @Nullable UnusableServerException refusal;
    private volatile CompletableFuture<Void> nextLook = new CompletableFuture<>();
    /** The server that knows better than the route; the others may not have heard of it yet. */
    private volatile @Nullable NodeConnection stale;

    private volatile boolean closed;

    Backend(ValkeySettings settings, Connector connector, Deadlines deadlines) {
        this.url = settings.url();
        this.silence = settings.timeouts().link();
        this.deadlines = deadlines;
        this.connector = connector;
        this.discovery = new Discovery(settings, connector, deadlines);
        this.log = new TroubleLog(url.describe());
        this.keeper = Thread.ofPlatform().daemon().name("valkey-keeper").start(this::keep);
    }

    /**
     * Waits until a connection was tried for the first time, but not for long.
     *
     * @return why the server must not be used, if that is so already
     */
    Optional<UnusableServerException> awaitFirstLook(Duration atMost) {
        try {
            firstLook.await(atMost.toMillis(), MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Optional.ofNullable(refusal);
    }

    /** See {@link dev.gatehouse.session.SessionStore#generation}. */
    long generation() {
        return generation.get();
    }

    /**
     * The connection to where a key lies.
     *
     * @throws StoreUnavailableException if there is none
     */
    NodeConnection nodeOf(String key) {
        return route.to(key).orElseThrow(this::unavailable);
    }

    /**
     * The way to everything.
     *
     * @throws StoreUnavailableException if a part cannot be reached
     */
    Route wholeRoute() {
        Route whole = route;
        if (!whole.isComplete()) {
            throw unavailable();
        }
        return whole;
    }

    private StoreUnavailableException unavailable() {
        return new StoreUnavailableException("Valkey cannot be used: " + trouble, null);
    }

    /** Tells that a server said that a key lies elsewhere. Completes when the way was looked for again. */
    CompletableFuture<Void> lookAgain(NodeConnection told) {
        stale = told;
        // In this order: a look that has begun already is not the one to wait for.
        CompletableFuture<Void> next = nextLook;
        wake.release();
        return next;
    }

    private void keep() {
        Duration pause = SHORTEST_PAUSE;
        while (!closed) {
            wake.drainPermits();
            CompletableFuture<Void> asked = nextLook;
            nextLook = new CompletableFuture<>();
            boolean well = look();
            firstLook.countDown();
            asked.complete(null);
            pause = well ? SHORTEST_PAUSE : min(pause.multipliedBy(2), LONGEST_PAUSE);
            await(well ? LOOK : jittered(pause));
        }
    }

    private boolean look() {
        try {
            Route current = route;
            NodeConnection told = stale;
            stale = null;
            boolean silent = !closeSilent(current);
            if (!closed && (silent || told != null || !current.isComplete() || isSuperseded(current))) {
                replace(current, discovery.find(current, Optional.ofNullable(told)));
            }
            return route.isComplete();
        } catch (UnusableServerException e) {
            refusal = e.isRefused() ? e : null;
            trouble = e.reason();
            replace(route, Route.NONE);
            log.cannotBeUsed(e.reason());
            return false;
        } catch (RuntimeException e) {
            // The one thread that looks after the connections must not die of a surprise.
            trouble = "unexpected failure: " + e.getClass().getSimpleName();
            log.cannotBeUsed(trouble);
            return false;
        }
    }

    /** Asks every server whether it still leads, and closes the connections of those that do not, or do not answer. */
    private boolean closeSilent(Route current) {
        List<CompletableFuture<Boolean>> asked = current.nodes().stream()
                .filter(NodeConnection::isOpen)
                .flatMap(node -> node.links().stream().map(link -> isAnsweredByLeader(node, link)))
                .toList();
        return asked.stream().map(CompletableFuture::join).reduce(true, Boolean::logicalAnd);
    }

    private CompletableFuture<Boolean> isAnsweredByLeader(NodeConnection node, Link link) {
        return deadlines
                .within(silence, link.commands().info("replication"))
                .thenApply(ServerInfo::parse)
                .handle((info, failure) -> {
                    boolean leads = failure == null && info.leads();
                    if (!leads) {
                        node.close();
                    }
                    return leads;
                });
    }

    /** Whether the sentinels name another server, while the one that they named before still believes that it leads. */
    private boolean isSuperseded(Route current) throws UnusableServerException {
        if (url.sentinelName().isEmpty()) {
            return false;
        }
        try {
            Endpoint leader = discovery.leader(url.sentinelName().get());
            return current.nodes().stream().noneMatch(node -> node.endpoint().equals(leader));
        } catch (UnusableServerException e) {
            // Sentinels that are away do not take the primary with them.
            return false;
        }
    }

    private void replace(Route current, Route next) {
        if (!next.isSameAs(current)) {
            next.nodes().stream()
                    .filter(node -> !current.nodes().contains(node))
                    .forEach(node -> node.whenGone(() -> lost(node)));
            generation.incrementAndGet();
            route = next;
            current.nodes().stream()
                    .filter(node -> !next.nodes().contains(node))
                    .forEach(NodeConnection::close);
        }
        if (closed) {
            next.nodes().forEach(NodeConnection::close);
        } else if (next.isComplete()) {
            refusal = null;
            if (!next.isSameAs(current)) {
                told(next);
            }
        } else if (next.isCluster()) {
            trouble = "a part of the cluster cannot be reached";
            log.cannotBeUsed(trouble);
        }
    }

    private void told(Route next) {
        NodeConnection first = next.nodes().iterator().next();
        log.works(
                first.info().version()
                        + (next.isCluster() ? ", cluster of " + next.nodes().size() : ""),
                next.nodes().stream().allMatch(node -> node.info().persists()));
    }

    private void lost(NodeConnection node) {
        generation.incrementAndGet();
        if (!closed) {
            trouble = "the connection to " + node.endpoint() + " was lost";
        }
        wake.release();
    }

    private void await(Duration pause) {
        try {
            wake.tryAcquire(pause.toMillis(), MILLISECONDS);
        } catch (InterruptedException e) {
            closed = true;
        }
    }

    /** Replicas that lost the store together must not come back together. */
    private static Duration jittered(Duration pause) {
        long half = pause.toMillis() / 2;
        return Duration.ofMillis(half + ThreadLocalRandom.current().nextLong(half + 1));
    }

    private static Duration min(Duration left, Duration right) {
        return left.compareTo(right) < 0 ? left : right;
    }

    /** Closes every connection and ends the thread. Idempotent. */
    @Override
    public void close() {
        closed = true;
        trouble = CLOSED;
        wake.release();
        route.nodes().forEach(NodeConnection::close);
        route = Route.NONE;
        keeper.interrupt();
        try {
            keeper.join(silence.multipliedBy(2));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        connector.close();
        deadlines.close();
    }
}
