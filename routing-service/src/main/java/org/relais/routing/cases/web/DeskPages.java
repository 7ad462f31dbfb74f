package org.relais.routing.cases.web;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import org.relais.platform.security.Caller;
import org.relais.platform.security.OpenPaths;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** What is open to read without a token: the desk's front page and the description of the API. */
@Configuration(proxyBeanMethods = false)
class DeskPages implements WebMvcConfigurer {

    static {
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Caller.class);
    }

    @Override
    public void addViewControllers(ViewControllerRegistry registry) {
        registry.addRedirectViewController("/", "/desk");
    }

    @Bean
    OpenPaths deskPaths() {
        return OpenPaths.of("GET /", "GET /desk", "GET /desk/**", "GET /assets/**", "GET /api/v1/openapi.json");
    }

    @Bean
    OpenAPI routingApi() {
        return new OpenAPI()
                .info(new Info()
                        .title("Relais: departments' API")
                        .version("v1")
                        .description("A department's own cases and what it does with them; places that come back;"
                                + " triage; territories."))
                .components(new Components()
                        .addSecuritySchemes(
                                "bearer",
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme("bearer")
                                        .bearerFormat("JWT")))
                .addSecurityItem(new SecurityRequirement().addList("bearer"));
    }
}
