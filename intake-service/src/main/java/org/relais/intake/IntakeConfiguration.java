package org.relais.intake;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.servers.Server;
import java.util.List;
import org.relais.platform.security.OpenPaths;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What anyone may reach, and how the API describes itself. */
@Configuration(proxyBeanMethods = false)
class IntakeConfiguration {

    /** Citizens need no account; what they may change is guarded by the edit token. */
    @Bean
    OpenPaths openToEveryone() {
        return OpenPaths.of(
                "GET /api/v1/openapi.json",
                "GET /api/v1/territory",
                "GET /api/v1/services",
                "/api/v1/service-requests",
                "/api/v1/service-requests/**");
    }

    @Bean
    OpenAPI description() {
        return new OpenAPI()
                .info(new Info()
                        .title("Relais: intake")
                        .version("v1")
                        .description("File a request to the public service, follow it, act on it. Errors are RFC 9457"
                                + " problem+json, in French or English by Accept-Language."))
                .servers(List.of(new Server().url("/").description("This service")));
    }
}
