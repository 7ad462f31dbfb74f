package org.relais.intake.pages.counter;

import jakarta.servlet.DispatcherType;
import java.time.Clock;
import org.relais.platform.security.Roles;
import org.relais.platform.signin.IssuerSignIn;
import org.relais.platform.signin.SignInIssuer;
import org.relais.platform.signin.SignedIn;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/** The counter's pages are for agents alone, who sign in with the issuer; they have a session and a form token. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SignInIssuer.class)
class CounterSecurity {

    static final String FORM = "/counter";
    static final String SIGN_IN = "/counter/sign-in";
    static final String SIGNED_IN = "/counter/login";
    static final String REFUSED = "/counter/refused";

    private static final String CONTENT_SECURITY_POLICY =
            "default-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    @Bean
    @Order(-1)
    SecurityFilterChain counterPagesSecurity(HttpSecurity http, Clock clock, SignInIssuer issuer) {
        issuer.registration(SIGNED_IN)
                .ifPresent(registration -> http.oauth2Login(login -> login.loginPage(SIGN_IN)
                        .clientRegistrationRepository(new InMemoryClientRegistrationRepository(registration))
                        .authorizationEndpoint(start -> start.baseUri(SIGN_IN + "/with"))
                        .redirectionEndpoint(end -> end.baseUri(SIGNED_IN + "/*"))
                        .failureUrl(SIGN_IN + "?failed")
                        .successHandler(new IssuerSignIn(FORM))));
        return http.securityMatcher(FORM, FORM + "/**")
                .authorizeHttpRequests(
                        requests -> requests.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.FORWARD)
                                .permitAll()
                                .requestMatchers(SIGN_IN, REFUSED)
                                .permitAll()
                                .anyRequest()
                                .hasAnyRole(Roles.COUNTER, Roles.OPERATOR, Roles.ADMIN))
                .addFilterBefore(new SignedIn(clock, issuer.rolesClaim()), AnonymousAuthenticationFilter.class)
                .exceptionHandling(
                        refusals -> refusals.authenticationEntryPoint(new LoginUrlAuthenticationEntryPoint(SIGN_IN))
                                .accessDeniedPage(REFUSED))
                .headers(headers -> headers.contentSecurityPolicy(
                                policy -> policy.policyDirectives(CONTENT_SECURITY_POLICY))
                        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN)))
                .requestCache(AbstractHttpConfigurer::disable)
                .formLogin(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable)
                .logout(logout -> logout.logoutUrl(FORM + "/sign-out").logoutSuccessUrl(SIGN_IN))
                .build();
    }
}
