package io.ordersaga.orchestrator.operator;

import io.ordersaga.rest.Problems;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.core.MethodParameter;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** The headers in which callers of the REST interface may say who they are and why: how they are read and documented. */
@Component
class OperatorHeaders implements HandlerMethodArgumentResolver, OperationCustomizer, WebMvcConfigurer {

    private static final String WHO = "X-Operator";
    private static final String REASON = "X-Reason";
    private static final String UNREADABLE = "\uFFFD";

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(this);
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.hasParameterAnnotation(ByHand.class);
    }

    @Override
    public Operator resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer model,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        return Operator.overRest(
                read(request, WHO, Operator.LONGEST_NAME), read(request, REASON, Operator.LONGEST_REASON));
    }

    /** Empty when it is not there. HTTP knows headers as Latin-1 (RFC 9110), and clients send what they have. */
    private static String read(NativeWebRequest request, String name, int longest) {
        String header = request.getHeader(name);
        if (header == null) {
            return "";
        }
        if (header.length() > longest) {
            throw Problems.invalid(name, "must have at most " + longest + " bytes");
        }
        String asUtf8 = new String(header.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        return asUtf8.contains(UNREADABLE) ? header : asUtf8;
    }

    @Override
    public Operation customize(Operation operation, HandlerMethod handler) {
        return Arrays.stream(handler.getMethodParameters()).anyMatch(this::supportsParameter)
                ? operation
                        .addParametersItem(documented(WHO, "Who asks for it", Operator.LONGEST_NAME))
                        .addParametersItem(documented(REASON, "Why", Operator.LONGEST_REASON))
                : operation;
    }

    private static io.swagger.v3.oas.models.parameters.Parameter documented(String name, String means, int longest) {
        return new HeaderParameter()
                .name(name)
                .required(false)
                .description(means + "; kept in the order's story. UTF-8")
                .schema(new StringSchema().maxLength(longest));
    }
}
