package dev.gatehouse.server.drain;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/**
 * A socket that the server listens on, which can be closed without anybody noticing who has come already.
 *
 * <p>The kernel takes connections before the server does, and resets those that wait when the socket is closed. So it is
 * closed once a look at it has found nobody waiting. All happens on the socket's event loop, which looks before it does
 * what is due; a server that people never stop coming to is closed all the same, after {@value #MOST_LOOKS} looks.
 */
final class Door extends ChannelInboundHandlerAdapter {

    private static final int MOST_LOOKS = 200;

    private int taken;

    @Override
    public void channelRead(ChannelHandlerContext context, Object connection) {
        taken++;
        context.fireChannelRead(connection);
    }

    /** Closes the socket, soon. */
    static void close(ChannelHandlerContext context) {
        Door door = (Door) context.handler();
        context.executor().execute(() -> door.look(context, -1, MOST_LOOKS));
    }

    private void look(ChannelHandlerContext context, int before, int looks) {
        if (taken == before || looks == 0) {
            var _ = context.close();
        } else {
            int now = taken;
            var _ = context.executor().schedule(() -> look(context, now, looks - 1), 1, MILLISECONDS);
        }
    }
}
