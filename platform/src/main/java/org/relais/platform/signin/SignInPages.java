package org.relais.platform.signin;

import jakarta.servlet.DispatcherType;
import java.time.Clock;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/**
 * Pages below one path for people who sign in: with a session and a form token, unlike the API beside them. Below the path stand
 * {@code /sign-in}, {@code /login/…} where the issuer sends people back, {@code /refused} and {@code /sign-out}.
 *
 * @param path without a slash at its end, such as {@code /desk}
 * @param first the page that comes after signing in, where they had asked for none
 */
public record SignInPages(String path, String first) {

    private static final String CONTENT_SECURITY_POLICY =
            "default-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    /** Secures them, and opens signing in; who may open which other page is the caller's to say. */
    public HttpSecurity secure(HttpSecurity http, Clock clock, SignInIssuer issuer) {
        issuer.registration(end())
                .ifPresent(registration -> http.oauth2Login(login -> login.loginPage(signIn())
                        .clientRegistrationRepository(new InMemoryClientRegistrationRepository(registration))
                        .authorizationEndpoint(start -> start.baseUri(signIn() + "/with"))
                        .redirectionEndpoint(back -> back.baseUri(end() + "/*"))
                        .failureUrl(signIn() + "?failed")
                        .successHandler(new IssuerSignIn(first))));
        return http.securityMatcher(path, path + "/**")
                .authorizeHttpRequests(
                        requests -> requests.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.FORWARD)
                                .permitAll()
                                .requestMatchers(signIn(), refused())
                                .permitAll())
                .addFilterBefore(new SignedIn(clock, issuer.rolesClaim()), AnonymousAuthenticationFilter.class)
                .exceptionHandling(refusals -> refusals.authenticationEntryPoint(new PageAskedFor(signIn()))
                        .accessDeniedPage(refused()))
                .headers(SignInPages::guard)
                .requestCache(AbstractHttpConfigurer::disable)
                .formLogin(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable)
                .logout(logout -> logout.logoutUrl(path + "/sign-out").logoutSuccessUrl(signIn()));
    }

    /** What such a page may load, and what it tells of itself. */
    public static void guard(HeadersConfigurer<HttpSecurity> headers) {
        headers.contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_SECURITY_POLICY))
                .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN));
    }

    private String signIn() {
        return path + "/sign-in";
    }

    private String end() {
        return path + "/login";
    }

    private String refused() {
        return path + "/refused";
    }
}
