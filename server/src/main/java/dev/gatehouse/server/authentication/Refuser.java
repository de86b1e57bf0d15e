package dev.gatehouse.server.authentication;

import dev.gatehouse.server.account.Accounts;
import dev.gatehouse.server.database.DatabaseUnavailableException;
import dev.gatehouse.server.http.RefusedException;
import dev.gatehouse.server.keyfile.SingleKey;
import dev.gatehouse.server.mode.Activation;
import dev.gatehouse.server.mode.Enforcement;
import dev.gatehouse.server.outcome.Refusal.Reason;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Refuses requests for want of a credential. Thread-safe, and does not block. */
@Singleton
public final class Refuser {

    private final SingleKey singleKey;
    private final Activation activation;
    private final Accounts accounts;

    Refuser(SingleKey singleKey, Activation activation, Accounts accounts) {
        this.singleKey = singleKey;
        this.activation = activation;
        this.accounts = accounts;
    }

    /** Refuses a credential; while there is nobody yet who could have one, says that instead. Always fails. */
    public <T> CompletionStage<T> refuse(Reason reason, String detail) {
        if (singleKey.isInForce() || !activation.isOpen() || activation.enforcement() != Enforcement.CREDENTIALS) {
            return CompletableFuture.failedFuture(new RefusedException(reason, detail));
        }
        return accounts.haveExisted().thenApply(exist -> {
            throw exist
                    ? new RefusedException(reason, detail)
                    : new RefusedException(Reason.SETUP_REQUIRED, "No user exists yet.");
        });
    }

    /** What says that nobody knows whether a credential is needed. */
    public static RuntimeException unknown() {
        return DatabaseUnavailableException.alreadyLogged("It cannot be told whether there is a user");
    }
}
