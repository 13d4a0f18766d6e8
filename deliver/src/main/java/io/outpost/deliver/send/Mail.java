package io.outpost.deliver.send;

import jakarta.mail.Authenticator;
import jakarta.mail.MessagingException;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.Properties;

/** Sends what is delivered as mail, by one server of the operator's. */
public final class Mail implements Receiver {
    private final MailSettings settings;
    private final Session session;
    private final Clock clock;

    /**
     * @param limit of each step that the server may take
     */
    public Mail(MailSettings settings, Duration limit, Clock clock) {
        this.settings = settings;
        this.session = session(settings, limit);
        this.clock = clock;
    }

    @Override
    public Outcome send(Message message) {
        try {
            Transport.send(mail(message));
            return Outcome.delivered(null);
        } catch (MessagingException e) {
            Throwable cause = e.getNextException() == null ? e : e.getNextException();
            return Outcome.failed(String.valueOf(cause.getMessage()));
        }
    }

    private MimeMessage mail(Message message) throws MessagingException {
        Notice notice = Notice.of(message.body());
        String id = "<" + message.id() + "@outpost>";
        MimeMessage mail =
                new MimeMessage(session) {
                    /** The same at each try, so that a reader knows it again. */
                    @Override
                    protected void updateMessageID() throws MessagingException {
                        setHeader("Message-ID", id);
                    }
                };
        mail.setFrom(new InternetAddress(settings.from(), true));
        mail.setRecipient(
                jakarta.mail.Message.RecipientType.TO,
                new InternetAddress(message.address(), true));
        mail.setSubject(
                notice.summary().replaceAll("\\p{Cntrl}", " "), StandardCharsets.UTF_8.name());
        mail.setText(notice.summary() + "\n\n" + notice.details(), StandardCharsets.UTF_8.name());
        mail.setHeader("Auto-Submitted", "auto-generated");
        mail.setSentDate(Date.from(clock.instant()));
        return mail;
    }

    private static Session session(MailSettings settings, Duration limit) {
        String protocol = settings.isTls() ? "smtps" : "smtp";
        String prefix = "mail." + protocol + ".";
        String millis = Long.toString(limit.toMillis());
        Properties all = new Properties();
        all.setProperty("mail.transport.protocol", protocol);
        all.setProperty("mail.transport.protocol.rfc822", protocol);
        all.setProperty(prefix + "host", settings.server().getHost());
        all.setProperty(prefix + "port", Integer.toString(settings.port()));
        all.setProperty(prefix + "connectiontimeout", millis);
        all.setProperty(prefix + "timeout", millis);
        all.setProperty(prefix + "writetimeout", millis);
        all.setProperty(prefix + "starttls.enable", "true");
        all.setProperty(prefix + "ssl.checkserveridentity", "true");
        boolean hasLogin = settings.username() != null;
        all.setProperty(prefix + "auth", Boolean.toString(hasLogin));
        // No password goes over a line that others can read.
        all.setProperty(
                prefix + "starttls.required", Boolean.toString(hasLogin && !settings.isTls()));
        return Session.getInstance(all, hasLogin ? login(settings) : null);
    }

    private static Authenticator login(MailSettings settings) {
        return new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
                return new PasswordAuthentication(settings.username(), settings.password());
            }
        };
    }
}
