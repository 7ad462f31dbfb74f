package org.relais.platform.security;

import static jakarta.servlet.DispatcherType.ASYNC;
import static jakarta.servlet.DispatcherType.ERROR;

import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.relais.platform.problem.ProblemWriter;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.header.writers.CacheControlHeadersWriter;
import org.springframework.security.web.header.writers.CompositeHeaderWriter;
import org.springframework.security.web.header.writers.ContentSecurityPolicyHeaderWriter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.header.writers.XContentTypeOptionsHeaderWriter;
import org.springframework.security.web.header.writers.frameoptions.XFrameOptionsHeaderWriter;
import org.springframework.security.web.header.writers.frameoptions.XFrameOptionsHeaderWriter.XFrameOptionsMode;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Bearer tokens for everything but what a service declares open. Two chains: health and metrics on the management port are open
 * (it is on loopback, or inside the cluster), all else is the API. A service that signs people in adds a chain of its own before
 * the API's, for its pages.
 */
@AutoConfiguration(
        before = {
            ServletWebSecurityAutoConfiguration.class,
            ManagementWebSecurityAutoConfiguration.class,
            UserDetailsServiceAutoConfiguration.class,
            OAuth2ResourceServerAutoConfiguration.class
        },
        afterName = "org.relais.platform.problem.ProblemAutoConfiguration")
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@EnableConfigurationProperties(SecuritySettings.class)
public class SecurityAutoConfiguration {

    private static final String CONTENT_SECURITY_POLICY =
            "default-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    @Bean
    @ConditionalOnMissingBean
    JwtDecoder jwtDecoder(SecuritySettings settings) {
        return IssuerKeys.decoder(settings);
    }

    /** Two observations for each of a dozen filters were a fifth of what filing a request cost; the request itself is observed. */
    @Bean
    @ConditionalOnMissingBean
    SecurityObservationSettings securityObservations() {
        return SecurityObservationSettings.noObservations();
    }

    @Bean
    CallerArgument callerArgument(SecuritySettings settings) {
        return new CallerArgument(settings);
    }

    @Bean
    @ConditionalOnMissingBean
    ServiceClients serviceClients(SecuritySettings settings, Clock clock) {
        return new ServiceClients(settings, clock);
    }

    /** An address that is refused unread comes to no chain, whose headers it would get: what is shown instead gets careful ones. */
    @Bean
    @ConditionalOnMissingBean
    RequestRejectedHandler refusedUnread() {
        var headers = new CompositeHeaderWriter(List.of(
                new ContentSecurityPolicyHeaderWriter(CONTENT_SECURITY_POLICY),
                new XContentTypeOptionsHeaderWriter(),
                new XFrameOptionsHeaderWriter(XFrameOptionsMode.DENY),
                new ReferrerPolicyHeaderWriter(ReferrerPolicy.SAME_ORIGIN),
                new CacheControlHeadersWriter()));
        return (request, response, refusal) -> {
            headers.writeHeaders(request, response);
            response.sendError(HttpStatus.BAD_REQUEST.value());
        };
    }

    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    SecurityFilterChain managementSecurity(HttpSecurity http) {
        return http.securityMatcher(EndpointRequest.to("health", "info", "prometheus"))
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .csrf(AbstractHttpConfigurer::disable)
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .build();
    }

    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    SecurityFilterChain apiSecurity(
            HttpSecurity http,
            JwtDecoder tokens,
            SecuritySettings settings,
            ProblemWriter problems,
            ObjectProvider<OpenPaths> openPaths,
            ObjectProvider<HandlerMapping> handlerMappings) {
        var open = openPaths.stream()
                .map(OpenPaths::patterns)
                .flatMap(List::stream)
                .map(SecurityAutoConfiguration::matcher)
                .toArray(RequestMatcher[]::new);
        var refusals = new Refusals(
                problems,
                new KnownPaths(handlerMappings),
                request -> Stream.of(open).anyMatch(path -> path.matches(request)));
        return http.authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(ERROR, ASYNC)
                        .permitAll()
                        .requestMatchers(open)
                        .permitAll()
                        // Replaying, releasing and giving up are an operator's; health and metrics have their own
                        // chain.
                        .requestMatchers(EndpointRequest.toAnyEndpoint())
                        .hasAnyRole("OPERATOR", "ADMIN")
                        .anyRequest()
                        .authenticated())
                .oauth2ResourceServer(oauth -> oauth.authenticationEntryPoint(refusals)
                        .accessDeniedHandler(refusals)
                        .jwt(jwt ->
                                jwt.decoder(tokens).jwtAuthenticationConverter(new TokenRoles(settings.rolesClaim())))
                        .withObjectPostProcessor(failuresGoTo(refusals)))
                .exceptionHandling(exceptions ->
                        exceptions.authenticationEntryPoint(refusals).accessDeniedHandler(refusals))
                .headers(headers -> headers.contentSecurityPolicy(
                                policy -> policy.policyDirectives(CONTENT_SECURITY_POLICY))
                        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
                        .permissionsPolicyHeader(
                                permissions -> permissions.policy("geolocation=(self), camera=(self), microphone=()")))
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .anonymous(Customizer.withDefaults())
                .build();
    }

    private static RequestMatcher matcher(String pattern) {
        var parts = pattern.split(" ", 2);
        var paths = PathPatternRequestMatcher.withDefaults();
        return parts.length == 1 ? paths.matcher(pattern) : paths.matcher(HttpMethod.valueOf(parts[0]), parts[1]);
    }

    /** The filter's own handler lets an unreachable issuer through as a 500. */
    private static ObjectPostProcessor<BearerTokenAuthenticationFilter> failuresGoTo(Refusals refusals) {
        return new ObjectPostProcessor<>() {
            @Override
            public <O extends BearerTokenAuthenticationFilter> O postProcess(O filter) {
                filter.setAuthenticationFailureHandler(refusals);
                return filter;
            }
        };
    }
}
