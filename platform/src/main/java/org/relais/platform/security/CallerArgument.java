package org.relais.platform.security;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Gives controllers the {@link Caller}. */
final class CallerArgument implements HandlerMethodArgumentResolver, WebMvcConfigurer {

    private final SecuritySettings settings;

    CallerArgument(SecuritySettings settings) {
        this.settings = settings;
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(this);
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Caller.class;
    }

    @Override
    public Caller resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        return SecurityContextHolder.getContext().getAuthentication() instanceof JwtAuthenticationToken token
                ? callerOf(token.getName(), token.getToken())
                : Caller.ANONYMOUS;
    }

    private Caller callerOf(String clientId, Jwt token) {
        var roles = token.getClaimAsStringList(settings.rolesClaim());
        return new Caller(
                clientId,
                token.getClaimAsString(settings.departmentClaim()),
                roles == null ? Set.of() : Set.copyOf(roles),
                jurisdictions(token));
    }

    /** A claim that is there but empty is for no territory; only one that isn't there is for all. */
    private @Nullable Set<String> jurisdictions(Jwt token) {
        if (!token.hasClaim(settings.jurisdictionsClaim())) {
            return null;
        }
        var listed = token.getClaimAsStringList(settings.jurisdictionsClaim());
        return listed == null ? Set.of() : Set.copyOf(listed);
    }
}
