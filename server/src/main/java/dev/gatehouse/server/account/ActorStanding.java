package dev.gatehouse.server.account;

import dev.gatehouse.server.audit.Actor;
import dev.gatehouse.server.keyfile.SingleKey;
import dev.gatehouse.server.outcome.Refusal;
import dev.gatehouse.server.outcome.Refusal.Reason;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Tells whether an actor still has the right that they proved when their request came. Thread-safe. */
@Singleton
public final class ActorStanding {

    private final AccountRepository accounts;
    private final AttachedCredentials attached;
    private final SingleKey singleKey;

    ActorStanding(AccountRepository accounts, AttachedCredentials attached, SingleKey singleKey) {
        this.accounts = accounts;
        this.attached = attached;
        this.singleKey = singleKey;
    }

    /**
     * Why the actor may no longer do what they are about to do; empty if they may. A request can take its time between
     * proving who sent it and coming here. To be asked inside the transaction.
     */
    public Optional<Refusal> refusal(Actor actor) {
        return actor.epochs().entrySet().stream().allMatch(this::isCurrent)
                ? Optional.empty()
                : Optional.of(Refusal.of(Reason.CREDENTIAL_INVALID, "This credential has ended; sign in again."));
    }

    private boolean isCurrent(Map.Entry<String, Long> proved) {
        if (proved.getKey().equals(SingleKey.ID)) {
            return singleKey.isCurrent(proved.getValue());
        }
        OptionalLong epoch = accounts.findById(proved.getKey())
                .map(account -> OptionalLong.of(account.epoch()))
                .orElseGet(() -> attached.epochOf(proved.getKey()));
        return epoch.equals(OptionalLong.of(proved.getValue()));
    }
}
