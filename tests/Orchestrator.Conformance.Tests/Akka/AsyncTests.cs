using Akka.Actor;

namespace Orchestrator.Conformance.Tests.Actors;

public sealed class AsyncTests : ActorTests
{
    [Fact]
    public async Task Async_handler_holds_later_messages_back_until_it_has_ended()
    {
        var probe = NewProbe();
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var actor = Start(a =>
        {
            a.OnAsync<string>(async text =>
            {
                probe.Ref.Tell($"{text} begins");
                await gate.Task;
                probe.Ref.Tell($"{text} ends");
            });
            a.On<int>(n => probe.Ref.Tell($"number {n}"));
        });

        actor.Tell("first");
        actor.Tell(1);
        await probe.Expect("first begins");
        await probe.ExpectNothingElse();
        gate.SetResult();

        await probe.Expect("first ends");
        await probe.Expect("number 1");
    }

    [Fact]
    public async Task Async_handler_still_knows_its_sender_and_self_after_awaiting()
    {
        var probe = NewProbe();
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var actor = Start(a => a.OnAsync<string>(async text =>
        {
            await gate.Task;
            a.From.Tell(text);
            a.Ctx.ActorOf(Scripted.Of(_ => { }), "made-after-awaiting");
            a.From.Tell(a.Ctx.GetChildren().Count());
        }));

        actor.Tell("hello", probe.Ref);
        actor.Tell("later", ActorRefs.NoSender);
        gate.SetResult();

        await probe.Expect("hello");
        Assert.Equal(actor, probe.LastSender);
        await probe.Expect(1);
    }

    [Fact]
    public async Task Async_handler_that_throws_after_awaiting_restarts_its_actor()
    {
        var probe = NewProbe();
        var actor = Start(a =>
        {
            a.Restarted = cause => probe.Ref.Tell(cause.Message);
            a.OnAsync<string>(async text =>
            {
                await Task.Yield();
                throw new InvalidOperationException(text);
            });
            a.On<int>(n => probe.Ref.Tell(n));
        });

        actor.Tell("thrown");
        actor.Tell(7);

        await probe.Expect("thrown");
        await probe.Expect(7);
    }

    [Fact]
    public async Task PipeTo_sends_the_result_with_the_given_sender()
    {
        var probe = NewProbe();
        var other = NewProbe();

        await Task.FromResult("result").PipeTo(probe.Ref, other.Ref);

        await probe.Expect("result");
        Assert.Equal(other.Ref, probe.LastSender);
    }

    [Fact]
    public async Task PipeTo_maps_success_and_failure()
    {
        var probe = NewProbe();
        var failed = Task.FromException<int>(new InvalidDataException("lost"));

        await Task.FromResult(4).PipeTo(probe.Ref, success: n => $"got {n}", failure: e => e);
        await probe.Expect("got 4");
        await Task.CompletedTask.PipeTo(probe.Ref, success: () => "done");
        await probe.Expect("done");
        await failed.PipeTo(probe.Ref, success: n => $"got {n}", failure: _ => "failed");
        await probe.Expect("failed");
    }

    [Fact]
    public async Task PipeTo_of_a_failed_task_sends_a_failure()
    {
        var probe = NewProbe();

        await Task.FromException<int>(new InvalidDataException("lost")).PipeTo(probe.Ref);

        var failure = await probe.Expect<Status.Failure>("the failure");
        Assert.Contains("lost", failure.Cause.ToString());
    }
}
