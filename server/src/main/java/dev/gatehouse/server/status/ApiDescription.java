package dev.gatehouse.server.status;

import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.enums.SecuritySchemeIn;
import io.swagger.v3.oas.annotations.enums.SecuritySchemeType;
import io.swagger.v3.oas.annotations.info.Info;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.security.SecurityScheme;

/** What the description of the API says besides its routes; the build reads it together with the controllers. */
@OpenAPIDefinition(
        info =
                @Info(
                        title = "Gatehouse",
                        version = "1",
                        description = "Signs people in, and tells every request whether its session is still alive."
                                + " Every path under /api/ also answers under /api/v1/."
                                + " Answers that are not 2xx are RFC 9457 problems with a stable code."),
        security = {@SecurityRequirement(name = "token"), @SecurityRequirement(name = "cookie")})
@SecurityScheme(
        name = "token",
        type = SecuritySchemeType.HTTP,
        scheme = "bearer",
        description = "A session token, as signing in gives it out.")
@SecurityScheme(
        name = "cookie",
        type = SecuritySchemeType.APIKEY,
        in = SecuritySchemeIn.COOKIE,
        paramName = "gatehouse_session",
        description = "The same token in the session cookie; __Host-gatehouse_session over HTTPS.")
interface ApiDescription {}
