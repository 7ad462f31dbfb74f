package org.relais.routing.desk;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.support.RequestContextUtils;

/** What every page of the desk shows: who is signed in, the menu, the languages. */
final class Frame implements HandlerInterceptor {

    record Language(String code, String name, boolean current) {}

    @Override
    public void postHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable ModelAndView page) {
        String view = page == null ? null : page.getViewName();
        if (page == null || view == null || !view.startsWith("desk/")) {
            return;
        }
        around(page, request);
    }

    static void around(ModelAndView page, HttpServletRequest request) {
        Locale language = RequestContextUtils.getLocale(request);
        page.addObject("languages", languages(language));
        page.addObject("language", language.getLanguage());
        page.addObject("who", who());
        // Where the page failed that was asked for, the other language's link leads to the front.
        page.addObject("path", request.getDispatcherType() == DispatcherType.ERROR ? "/desk" : request.getRequestURI());
    }

    private static List<Language> languages(Locale language) {
        return Languages.ALL.stream()
                .map(each -> new Language(
                        each.getLanguage(), name(each), each.getLanguage().equals(language.getLanguage())))
                .toList();
    }

    private static String who() {
        Authentication signedIn = SecurityContextHolder.getContext().getAuthentication();
        return signedIn instanceof JwtAuthenticationToken token ? token.getName() : "";
    }

    private static String name(Locale language) {
        String name = language.getDisplayLanguage(language);
        return name.substring(0, 1).toUpperCase(language) + name.substring(1);
    }
}
