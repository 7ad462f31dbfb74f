package org.relais.platform.security;

import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Clock;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRequest;
import org.springframework.http.HttpStatus;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * HTTP clients for the neighbours: short timeouts, and JSON read tolerantly, since a neighbour may be newer than we are. What
 * can't be reached is a {@link org.springframework.web.client.ResourceAccessException} that names the address.
 */
public final class ServiceClients {

    private final ClientHttpRequestFactory requests;
    private final ServiceToken token;

    ServiceClients(SecuritySettings settings, Clock clock) {
        var factory = new JdkClientHttpRequestFactory(HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(settings.connectTimeout())
                .followRedirects(HttpClient.Redirect.NEVER)
                .build());
        factory.setReadTimeout(settings.readTimeout());
        this.requests = factory;
        this.token = new ServiceToken(settings, builder().build(), clock);
    }

    /** A client that calls as this service, with its own access token. */
    public RestClient to(String baseUrl) {
        return builder().baseUrl(baseUrl).requestInterceptor(this::withToken).build();
    }

    /** A client for what is open to everybody. */
    public RestClient anonymousTo(String baseUrl) {
        return builder().baseUrl(baseUrl).build();
    }

    private RestClient.Builder builder() {
        var json = JsonMapper.builder()
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
        return RestClient.builder()
                .requestFactory(requests)
                .configureMessageConverters(converters ->
                        converters.registerDefaults().withJsonConverter(new JacksonJsonHttpMessageConverter(json)));
    }

    private ClientHttpResponse withToken(HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
            throws IOException {
        var value = token.value();
        request.getHeaders().set(HttpHeaders.AUTHORIZATION, "Bearer " + value);
        var response = execution.execute(request, body);
        if (response.getStatusCode().isSameCodeAs(HttpStatus.UNAUTHORIZED)) {
            token.refused(value);
        }
        return response;
    }
}
