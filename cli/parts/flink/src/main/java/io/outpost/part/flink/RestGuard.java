package io.outpost.part.flink;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.io.network.netty.InboundChannelHandlerFactory;
import org.apache.flink.shaded.netty4.io.netty.buffer.Unpooled;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelFutureListener;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelHandler;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelHandlerContext;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelInboundHandlerAdapter;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.DefaultFullHttpResponse;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpHeaderNames;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpHeaders;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpRequest;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpResponseStatus;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpVersion;
import org.apache.flink.shaded.netty4.io.netty.util.ReferenceCountUtil;

/**
 * Stands in front of all handlers of Flink's REST interface, where this jar is on the classpath of
 * the JobManager: Flink finds it as a service. What {@link OwnPagesOnly} refuses is answered 403.
 */
public final class RestGuard implements InboundChannelHandlerFactory {
    /** Names by which the interface may be asked for, beside localhost and addresses. */
    private static final ConfigOption<List<String>> HOSTS =
            ConfigOptions.key("outpost.rest.hosts").stringType().asList().defaultValues();

    @Override
    public int priority() {
        return 1;
    }

    @Override
    public Optional<ChannelHandler> createHandler(
            Configuration configuration, Map<String, String> responseHeaders) {
        return Optional.of(new Guard(new OwnPagesOnly(Set.copyOf(configuration.get(HOSTS)))));
    }

    private static final class Guard extends ChannelInboundHandlerAdapter {
        private final OwnPagesOnly rule;

        Guard(OwnPagesOnly rule) {
            this.rule = rule;
        }

        @Override
        @SuppressWarnings("FutureReturnValueIgnored") // the connection is closed either way
        public void channelRead(ChannelHandlerContext context, Object message) {
            String refusal = message instanceof HttpRequest request ? refusal(request) : null;
            if (refusal == null) {
                context.fireChannelRead(message);
                return;
            }
            ReferenceCountUtil.release(message);
            DefaultFullHttpResponse answer =
                    new DefaultFullHttpResponse(
                            HttpVersion.HTTP_1_1,
                            HttpResponseStatus.FORBIDDEN,
                            Unpooled.copiedBuffer(refusal + "\n", StandardCharsets.UTF_8));
            answer.headers()
                    .set(HttpHeaderNames.CONTENT_TYPE, "text/plain; charset=utf-8")
                    .set(HttpHeaderNames.CONTENT_LENGTH, answer.content().readableBytes());
            context.writeAndFlush(answer).addListener(ChannelFutureListener.CLOSE);
        }

        private String refusal(HttpRequest request) {
            HttpHeaders headers = request.headers();
            return rule.refusal(
                    headers.get(HttpHeaderNames.HOST),
                    headers.get(HttpHeaderNames.ORIGIN),
                    headers.get("Sec-Fetch-Site"));
        }
    }
}
