package dev.gatehouse.server.status;

import dev.gatehouse.server.http.Access;
import dev.gatehouse.server.http.Access.Level;
import io.micronaut.core.io.ResourceLoader;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.swagger.v3.oas.annotations.Hidden;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The description of the API, made from the controllers when they are compiled. */
@Controller("/openapi.json")
@Hidden
class ApiDescriptionController {

    private static final String RESOURCE = "classpath:META-INF/swagger/openapi.json";

    private final byte[] description;

    ApiDescriptionController(ResourceLoader resources) {
        try (InputStream stream = resources.getResourceAsStream(RESOURCE).orElseThrow()) {
            description = stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The description (OpenAPI 3). */
    @Get(produces = MediaType.APPLICATION_JSON)
    @Access(Level.OPEN)
    byte[] description() {
        return description;
    }
}
