package org.relais.platform.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpMethod;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;

/** Whether anything answers at a path, so that a mistyped address is told apart from one that needs a token. */
final class KnownPaths {

    private final ObjectProvider<HandlerMapping> mappings;
    /** Of the management port, whose mappings stand in a context of their own. */
    private final RequestMatcher endpoints = EndpointRequest.toAnyEndpoint();

    KnownPaths(ObjectProvider<HandlerMapping> mappings) {
        this.mappings = mappings;
    }

    boolean knows(HttpServletRequest request) {
        if (!ServletRequestPathUtils.hasParsedRequestPath(request)) {
            ServletRequestPathUtils.parseAndCache(request);
        }
        return endpoints.matches(request) || ofControllers().anyMatch(mapping -> answers(mapping, request));
    }

    /** The methods that a path has, where it hasn't the request's; else none. */
    Set<HttpMethod> otherMethods(HttpServletRequest request) {
        return ofControllers()
                .flatMap(mapping -> otherMethods(mapping, request).stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Set<HttpMethod> otherMethods(HandlerMapping mapping, HttpServletRequest request) {
        try {
            mapping.getHandler(request);
            return Set.of();
        } catch (HttpRequestMethodNotSupportedException e) {
            return Objects.requireNonNullElse(e.getSupportedHttpMethods(), Set.of());
        } catch (Exception e) {
            return Set.of();
        }
    }

    /** The mapping of static files claims every path. */
    private Stream<HandlerMapping> ofControllers() {
        return mappings.orderedStream().filter(mapping -> !(mapping instanceof SimpleUrlHandlerMapping));
    }

    private static boolean isErrorPage(Object handler) {
        return handler instanceof HandlerMethod method && ErrorController.class.isAssignableFrom(method.getBeanType());
    }

    private static boolean answers(HandlerMapping mapping, HttpServletRequest request) {
        try {
            var chain = mapping.getHandler(request);
            return chain != null && !isErrorPage(chain.getHandler());
        } catch (HttpRequestMethodNotSupportedException e) {
            return true;
        } catch (Exception e) {
            return true; // the path matched, another condition didn't
        }
    }
}
