package org.relais.intake.open311.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.RequestDispatcher;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.relais.platform.problem.Problems;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.HttpStatusCode;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.servlet.ModelAndView;
import tools.jackson.databind.json.JsonMapper;

class RefusedCallsTest {

    private final RefusedCalls refused =
            new RefusedCalls(new Answers(new DocumentWriter(JsonMapper.builder().build()), Problems.fromClassPath()));

    @BeforeEach
    void speakEnglish() {
        LocaleContextHolder.setLocale(Locale.ENGLISH);
    }

    @AfterEach
    void forgetTheLanguage() {
        LocaleContextHolder.resetLocaleContext();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        400 | This call can’t be read: check the address and its parameters.
        404 | There is nothing at this address.
        408 | The rest of what was sent did not arrive in time. Send it again.
        413 | What was sent is larger than what is accepted.
        431 | The request was refused.
        500 | An unexpected error occurred. It has been reported.
        502 | An unexpected error occurred. It has been reported.
        """)
    void keepsTheStatusAndSaysWhatItMeans(int status, String words) throws Exception {
        assertThat(answer(status, "/open311/v2/requests.json"))
                .isEqualTo(status + " [{\"code\":" + status + ",\"description\":\"" + words + "\"}]");
    }

    @Test
    void saysWhatIsDownForAMoment() throws Exception {
        assertThat(answer(503, "/open311/v2/requests.xml"))
                .startsWith("503 <?xml")
                .contains("<code>503</code>", "Try again in a few seconds");
    }

    @Test
    void leavesOtherAddressesToOthers() {
        assertThat(refused.page(HttpStatusCode.valueOf(400), failed("/api/v1/services.json")))
                .isEmpty();
    }

    private String answer(int status, String path) throws Exception {
        MockHttpServletRequest request = failed(path);
        MockHttpServletResponse response = new MockHttpServletResponse();
        ModelAndView page =
                refused.page(HttpStatusCode.valueOf(status), request).orElseThrow();
        Objects.requireNonNull(page.getView()).render(Map.of(), request, response);
        return response.getStatus() + " " + response.getContentAsString();
    }

    private static MockHttpServletRequest failed(String path) {
        MockHttpServletRequest request = new MockHttpServletRequest("POST", "/error");
        request.setAttribute(RequestDispatcher.ERROR_REQUEST_URI, path);
        return request;
    }
}
