package dev.gatehouse.server.http;

import dev.gatehouse.session.Client;
import io.micronaut.core.convert.ArgumentConversionContext;
import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.bind.binders.TypedRequestArgumentBinder;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Gives controllers of open routes the client that sent the request. */
@Singleton
final class ClientBinder implements TypedRequestArgumentBinder<Client> {

    private final Clients clients;

    ClientBinder(Clients clients) {
        this.clients = clients;
    }

    @Override
    public Argument<Client> argumentType() {
        return Argument.of(Client.class);
    }

    @Override
    public BindingResult<Client> bind(ArgumentConversionContext<Client> context, HttpRequest<?> source) {
        return () -> Optional.of(clients.of(source));
    }
}
