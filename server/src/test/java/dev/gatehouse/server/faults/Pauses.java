package dev.gatehouse.server.faults;

/** What is run around one login's {@code create}, on the thread of that login. */
record Pauses(Runnable beforeCreate, Runnable afterCreate) {

    private static final ScopedValue<Pauses> CURRENT = ScopedValue.newInstance();
    private static final Pauses NONE = new Pauses(() -> {}, () -> {});

    /** Runs a login with these pauses in it. */
    <T> T in(ScopedValue.CallableOp<T, RuntimeException> login) {
        return ScopedValue.where(CURRENT, this).call(login);
    }

    static Pauses current() {
        return CURRENT.orElse(NONE);
    }
}
