package dev.gatehouse.server.cli;

import dev.gatehouse.server.apikey.MintedApiKey;
import dev.gatehouse.server.apikey.MintedApiKeyView;

/** Tells of an API key that has a secret since now: the secret alone on its line, or as a field. */
final class ApiKeyOutput {

    private ApiKeyOutput() {}

    static void show(Run run, String done, MintedApiKey minted) {
        run.output()
                .done(
                        "%s %d (%s, %s). Store it now: it is not shown again."
                                .formatted(
                                        done,
                                        minted.key().number(),
                                        Cells.text(minted.key().name()),
                                        minted.key().role().label()),
                        run.fields(MintedApiKeyView.of(minted)));
        if (!run.output().isJson()) {
            run.output().line(minted.secret().reveal());
        }
    }
}
