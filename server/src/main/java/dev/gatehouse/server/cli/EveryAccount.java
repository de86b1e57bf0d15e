package dev.gatehouse.server.cli;

import dev.gatehouse.server.account.Account;
import dev.gatehouse.server.account.Accounts;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/** Every account, oldest first, read a page at a time. */
final class EveryAccount implements Iterable<Account> {

    private static final int PAGE = 500;

    private final Accounts accounts;

    EveryAccount(Run run) {
        this.accounts = run.service(Accounts.class);
    }

    @Override
    public Iterator<Account> iterator() {
        return Stream.iterate(
                        accounts.list("", PAGE),
                        page -> !page.isEmpty(),
                        page -> page.size() < PAGE
                                ? List.<Account>of()
                                : accounts.list(page.getLast().id(), PAGE))
                .flatMap(List::stream)
                .iterator();
    }
}
