namespace Orchestrator.Conformance.Tests.Actors;

public sealed class EventStreamTests : ActorTests
{
    [Fact]
    public async Task Subscriber_gets_events_of_its_channel_and_of_derived_types()
    {
        var probe = NewProbe();
        Sys.EventStream.Subscribe(probe.Ref, typeof(Exception));

        Sys.EventStream.Publish("not an exception");
        Sys.EventStream.Publish(new InvalidDataException("derived"));

        Assert.Equal("derived", (await probe.Expect<InvalidDataException>("the event")).Message);
    }

    [Fact]
    public async Task Unsubscribed_actor_gets_nothing_more()
    {
        var probe = NewProbe();
        Assert.True(Sys.EventStream.Subscribe(probe.Ref, typeof(string)));
        Sys.EventStream.Publish("first");
        await probe.Expect("first");

        Assert.True(Sys.EventStream.Unsubscribe(probe.Ref, typeof(string)));
        Sys.EventStream.Publish("second");

        await probe.ExpectNothingElse();
    }

    [Fact]
    public async Task Every_subscriber_gets_the_event()
    {
        var one = NewProbe();
        var two = NewProbe();
        Sys.EventStream.Subscribe(one.Ref, typeof(string));
        Sys.EventStream.Subscribe(two.Ref, typeof(string));

        Sys.EventStream.Publish("both");

        await one.Expect("both");
        await two.Expect("both");
    }
}
