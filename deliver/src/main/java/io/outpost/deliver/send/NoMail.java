package io.outpost.deliver.send;

/** Where no server of mail is named. */
public final class NoMail implements Receiver {
    @Override
    public Outcome send(Message message) {
        return Outcome.failed("no mail is sent here: nobody has named a server (--smtp)");
    }
}
