package org.relais.platform.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.relais.platform.problem.ProblemWriter;
import org.relais.platform.telemetry.LogKeys;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.resource.BearerTokenError;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** Spring Security's refusals as problems, with the challenge of RFC 6750. */
final class Refusals implements AuthenticationEntryPoint, AccessDeniedHandler, AuthenticationFailureHandler {

    private static final Logger log = LoggerFactory.getLogger(Refusals.class);
    private static final Duration RETRY_AFTER_OUTAGE = Duration.ofSeconds(5);

    private final ProblemWriter problems;
    private final KnownPaths knownPaths;
    private final RequestMatcher open;

    /** @param open what needs no token */
    Refusals(ProblemWriter problems, KnownPaths knownPaths, RequestMatcher open) {
        this.problems = problems;
        this.knownPaths = knownPaths;
        this.open = open;
    }

    /**
     * No token: 401 where something answers, and the plain 404 where nothing does. Where others of a path's methods are open and
     * it hasn't this one, a token wouldn't help: 405.
     */
    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException reason)
            throws IOException {
        Set<HttpMethod> methods = knownPaths.otherMethods(request);
        if (methods.stream().anyMatch(method -> open.matches(as(method, request)))) {
            var problem = problems.problem(request, HttpStatus.METHOD_NOT_ALLOWED)
                    .header(
                            HttpHeaders.ALLOW,
                            methods.stream().map(HttpMethod::name).sorted().collect(Collectors.joining(",")));
            problems.write(problem, response);
        } else if (knownPaths.knows(request)) {
            challenge(request, response, HttpStatus.UNAUTHORIZED, null);
        } else {
            problems.write(request, response, HttpStatus.NOT_FOUND);
        }
    }

    private static HttpServletRequest as(HttpMethod method, HttpServletRequest request) {
        return new HttpServletRequestWrapper(request) {
            @Override
            public String getMethod() {
                return method.name();
            }
        };
    }

    /** A token that isn't one, or isn't valid: 401. Keys that can't be had now: 503. */
    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException reason)
            throws IOException {
        if (reason instanceof AuthenticationServiceException) {
            log.atWarn()
                    .addKeyValue(LogKeys.OUTCOME, "unavailable")
                    .addKeyValue(LogKeys.REASON, "issuer_unreachable")
                    .setCause(reason)
                    .log("Tokens can't be checked: the issuer's keys are out of reach");
            var problem =
                    problems.problem(request, HttpStatus.SERVICE_UNAVAILABLE).retryAfter(RETRY_AFTER_OUTAGE);
            problems.write(problem, response);
            return;
        }
        if (reason instanceof OAuth2AuthenticationException oauth
                && oauth.getError() instanceof BearerTokenError error) {
            challenge(request, response, error.getHttpStatus(), error.getErrorCode());
        } else {
            challenge(request, response, HttpStatus.UNAUTHORIZED, "invalid_token");
        }
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException reason)
            throws IOException {
        challenge(request, response, HttpStatus.FORBIDDEN, "insufficient_scope");
    }

    private void challenge(
            HttpServletRequest request, HttpServletResponse response, HttpStatusCode status, @Nullable String error)
            throws IOException {
        var challenge = error == null ? "Bearer realm=\"relais\"" : "Bearer realm=\"relais\", error=\"" + error + "\"";
        var problem = problems.problem(request, status).header(HttpHeaders.WWW_AUTHENTICATE, challenge);
        problems.write(problem, response);
    }
}
