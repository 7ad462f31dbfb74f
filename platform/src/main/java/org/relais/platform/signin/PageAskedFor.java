package org.relais.platform.signin;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import org.springframework.http.HttpMethod;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;

/** Sends whoever isn't signed in to sign in, and keeps in their session which page they asked for, to open it then. */
public final class PageAskedFor extends LoginUrlAuthenticationEntryPoint {

    private static final String PAGE = "relais.page-asked-for";

    PageAskedFor(String signIn) {
        super(signIn);
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException refusal)
            throws IOException, ServletException {
        if (isForAPage(request)) {
            String query = request.getQueryString();
            request.getSession().setAttribute(PAGE, request.getRequestURI() + (query == null ? "" : "?" + query));
        }
        super.commence(request, response, refusal);
    }

    /** Not what a page fetches by itself, nor a form: what it held isn't kept. */
    private static boolean isForAPage(HttpServletRequest request) {
        String destination = request.getHeader("Sec-Fetch-Dest");
        return HttpMethod.GET.matches(request.getMethod())
                && request.getHeader("HX-Request") == null
                && (destination == null || destination.equals("document"));
    }

    /**
     * The page that they asked for, once.
     *
     * @param otherwise where they asked for none
     */
    public static String orElse(String otherwise, HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session != null && session.getAttribute(PAGE) instanceof String page) {
            session.removeAttribute(PAGE);
            return page;
        }
        return otherwise;
    }
}
