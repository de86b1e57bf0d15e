package dev.gatehouse.server.http;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;

/** Answers whatever the framework has no answer of its own for, from the table. */
@Singleton
final class FailureHandler implements ExceptionHandler<RuntimeException, HttpResponse<?>> {

    @Override
    @SuppressWarnings("rawtypes") // as the interface declares it
    public HttpResponse<?> handle(HttpRequest request, RuntimeException failure) {
        return Problems.of(failure);
    }
}
