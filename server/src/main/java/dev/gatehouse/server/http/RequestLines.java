package dev.gatehouse.server.http;

import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.netty.channel.ChannelPipelineCustomizer;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.Set;

/**
 * Lets every path under {@code /api/} answer under {@code /api/v1/} too, and proxies ask by any method there is: those
 * that no route names are taken for POST, which changes something as they may. Headers that are too large are a request
 * that is not understood.
 *
 * <p>The request line is changed before the framework sees the request: a filter of its own could only hand on a copy,
 * and the copy of a request that is still arriving has no body.
 */
@Singleton
final class RequestLines implements BeanCreatedEventListener<NettyServerCustomizer.Registry> {

    private static final String VERSIONED = "/api/v1/";
    private static final String PLAIN = "/api/";
    private static final String OF_PROXIES = "/authz/";
    private static final Set<HttpMethod> OF_ROUTES = Set.of(
            HttpMethod.GET,
            HttpMethod.HEAD,
            HttpMethod.POST,
            HttpMethod.PUT,
            HttpMethod.PATCH,
            HttpMethod.DELETE,
            HttpMethod.OPTIONS);

    @Override
    public NettyServerCustomizer.Registry onCreated(BeanCreatedEvent<NettyServerCustomizer.Registry> event) {
        NettyServerCustomizer.Registry registry = event.getBean();
        registry.register(new Customizer(Optional.empty()));
        return registry;
    }

    /** Asked again for each connection, through the one for the listener that it came by. */
    private record Customizer(Optional<Channel> channel) implements NettyServerCustomizer {
        @Override
        public NettyServerCustomizer specializeForChannel(Channel specialized, ChannelRole role) {
            return new Customizer(Optional.of(specialized));
        }

        @Override
        public void onStreamPipelineBuilt() {
            channel.orElseThrow()
                    .pipeline()
                    .addBefore(
                            ChannelPipelineCustomizer.HANDLER_MICRONAUT_INBOUND,
                            RequestLines.class.getName(),
                            new Rewriting());
        }
    }

    private static final class Rewriting extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (message instanceof HttpRequest request) {
                rewrite(request);
            }
            context.fireChannelRead(message);
        }

        private static void rewrite(HttpRequest request) {
            if (request.decoderResult().cause() instanceof TooLongHttpHeaderException) {
                // The framework would call it a body that is too large.
                request.setDecoderResult(DecoderResult.failure(new IllegalArgumentException("headers too large")));
            }
            String uri = request.uri();
            if (uri.startsWith(VERSIONED)) {
                request.setUri(PLAIN + uri.substring(VERSIONED.length()));
            } else if (uri.startsWith(OF_PROXIES) && !OF_ROUTES.contains(request.method())) {
                request.setMethod(HttpMethod.POST);
            }
        }
    }
}
