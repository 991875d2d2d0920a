package io.ordersaga.rest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/** Answers what Tomcat refuses before any of our code is asked, such as a broken request line, in place of its HTML. */
class RefusedRequestValve extends ErrorReportValve {

    @Override
    protected void report(Request request, Response response, @Nullable Throwable throwable) {
        HttpStatus status = HttpStatus.resolve(response.getStatus());
        if (status == null || !status.isError() || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        String problem = """
            {"type":"%s","title":"%s","status":%d,"detail":"%s"}\
            """.formatted(
                Problems.typeOf(status),
                status.getReasonPhrase(),
                status.value(),
                "This is not a request that HTTP allows, or its head is too large; mend its address and" + " headers.");
        try {
            response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
            response.getOutputStream().write(problem.getBytes(StandardCharsets.UTF_8));
            response.finishResponse();
        } catch (IOException e) {
            getContainer().getLogger().debug("The client was gone before it could be answered", e);
        }
    }
}
