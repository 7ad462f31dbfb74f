package org.relais.intake.pages.counter;

import java.time.Clock;
import org.relais.platform.security.Roles;
import org.relais.platform.signin.SignInIssuer;
import org.relais.platform.signin.SignInPages;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;

/** The counter's pages are for agents alone, who sign in with the issuer; they have a session and a form token. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SignInIssuer.class)
class CounterSecurity {

    static final String FORM = "/counter";
    static final String SIGN_IN = "/counter/sign-in";
    static final String SIGNED_IN = "/counter/login";
    static final String REVIEWS = "/counter/reviews";
    static final String REFUSED = "/counter/refused";

    @Bean
    @Order(-1)
    SecurityFilterChain counterPagesSecurity(HttpSecurity http, Clock clock, SignInIssuer issuer) {
        return new SignInPages(FORM, FORM)
                .secure(http, clock, issuer)
                .authorizeHttpRequests(requests -> requests.requestMatchers(REVIEWS, REVIEWS + "/**")
                        .hasAnyRole(Roles.OPERATOR, Roles.ADMIN)
                        .anyRequest()
                        .hasAnyRole(Roles.COUNTER, Roles.OPERATOR, Roles.ADMIN))
                .build();
    }
}
