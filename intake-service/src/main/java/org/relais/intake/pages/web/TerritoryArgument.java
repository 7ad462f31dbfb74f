package org.relais.intake.pages.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.relais.intake.pages.Page;
import org.relais.intake.territory.Territories;
import org.relais.intake.territory.Territories.Selection;
import org.relais.intake.territory.Territory;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** The territory that a person means, for a page's method. */
final class TerritoryArgument implements HandlerMethodArgumentResolver {

    private final PageFrames frames;
    private final Territories territories;

    TerritoryArgument(PageFrames frames, Territories territories) {
        this.frames = frames;
        this.territories = territories;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Territory.class
                && AnnotatedElementUtils.hasAnnotation(parameter.getContainingClass(), Page.class);
    }

    @Override
    public Territory resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest webRequest,
            @Nullable WebDataBinderFactory binders) {
        HttpServletRequest request = Objects.requireNonNull(webRequest.getNativeRequest(HttpServletRequest.class));
        return switch (frames.selection(request)) {
            case Selection.Selected(Territory territory) -> territory;
            case Selection.Ambiguous ambiguous -> throw new NoTerritoryForPage(territories.all());
            case Selection.Unknown unknown -> throw new NoTerritoryForPage(List.of());
            case Selection.NoneKnown none -> throw new NoTerritoryForPage(List.of());
        };
    }
}
