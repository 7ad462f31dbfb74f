package org.relais.identity;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.HttpStatusEntryPoint;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.util.matcher.AnyRequestMatcher;
import org.springframework.security.web.util.matcher.MediaTypeRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** The issuer: Spring Authorization Server with derived clients, our claims and our key. */
@Configuration(proxyBeanMethods = false)
class IssuerConfiguration {

    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    SecurityFilterChain issuerEndpoints(HttpSecurity http) {
        return http.oauth2AuthorizationServer(server -> {
                    http.securityMatcher(server.getEndpointsMatcher());
                    server.oidc(Customizer.withDefaults());
                })
                .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .exceptionHandling(exceptions -> exceptions
                        .defaultAuthenticationEntryPointFor(new LoginUrlAuthenticationEntryPoint("/login"), forPeople())
                        .defaultAuthenticationEntryPointFor(
                                new HttpStatusEntryPoint(HttpStatus.UNAUTHORIZED), AnyRequestMatcher.INSTANCE))
                .build();
    }

    /** The rest is pages to read, health and the sign-in form. */
    @Bean
    SecurityFilterChain pages(HttpSecurity http, IdentitySettings settings) {
        return http.authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .formLogin(form -> form.loginPage("/login"))
                .headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(
                        "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'self'"
                                + origins(settings.redirects()) + "; frame-ancestors 'none'")))
                .build();
    }

    private static RequestMatcher forPeople() {
        var html = new MediaTypeRequestMatcher(MediaType.TEXT_HTML);
        html.setIgnoredMediaTypes(Set.of(MediaType.ALL));
        return html;
    }

    /** Browsers hold the redirects after a form to its policy too. */
    private static String origins(Map<String, List<String>> redirects) {
        return redirects.values().stream()
                .flatMap(List::stream)
                .map(URI::create)
                .map(address -> " " + address.getScheme() + "://" + address.getAuthority())
                .distinct()
                .collect(Collectors.joining());
    }

    @Bean
    AuthorizationServerSettings authorizationServerSettings(IdentitySettings settings) {
        return AuthorizationServerSettings.builder().issuer(settings.issuer()).build();
    }

    @Bean
    RegisteredClientRepository clients(IdentitySettings settings) {
        return new DerivedClients(ClientSecrets.ofKey(settings.key()), settings.redirects());
    }

    @Bean
    PasswordEncoder secretComparison() {
        return new SecretComparison();
    }

    @Bean
    OAuth2AuthorizationService authorizations() {
        return new CodesRemembered();
    }

    /** Nobody, unless it is a demonstration. */
    @Bean
    UserDetailsService people(IdentitySettings settings) {
        return name -> Client.withId(name)
                .filter(client -> settings.demoAccounts() && !(client instanceof Client.Service))
                .map(client -> User.withUsername(client.id())
                        .password(client.id())
                        .roles("PERSON")
                        .build())
                .orElseThrow(() -> new UsernameNotFoundException("nobody of that name"));
    }

    @Bean
    OAuth2TokenCustomizer<JwtEncodingContext> clientClaims(IdentitySettings settings) {
        return new ClientClaims(settings.audience());
    }

    @Bean
    JWKSource<SecurityContext> signingKey(IdentitySettings settings) throws IOException {
        return new ImmutableJWKSet<>(new JWKSet(SigningKey.in(settings.signingKeyFile())));
    }
}
