package io.outpost.deliver.send;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Map;

/** Posts the sentence of what is delivered to an incoming webhook of Slack. */
public final class Slack implements Receiver {
    private final HttpPosts posts;

    public Slack(HttpPosts posts) {
        this.posts = posts;
    }

    @Override
    public Outcome send(Message message) {
        String text = escaped(Notice.of(message.body()).summary());
        return posts.post(
                message.address(),
                Map.of(),
                JsonNodeFactory.instance.objectNode().put("text", text).toString());
    }

    /** What would be a link or a mention is text. */
    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
