using Akka.Actor;

namespace Orchestrator.Conformance.Tests.Actors;

public sealed class AskTests : ActorTests
{
    [Fact]
    public async Task Ask_gives_the_answer()
    {
        var actor = Start(a => a.On<int>(n => a.From.Tell(n * 2)));

        Assert.Equal(42, await actor.Ask<int>(21, TimeSpan.FromSeconds(10)));
        Assert.Equal(42, await actor.Ask(21, TimeSpan.FromSeconds(10)));
    }

    [Fact]
    public async Task Ask_without_an_answer_times_out()
    {
        var actor = Start(a => a.On<int>(_ => { }));

        await Assert.ThrowsAsync<AskTimeoutException>(() => actor.Ask<int>(1, TimeSpan.FromMilliseconds(30)));
    }

    [Fact]
    public async Task Ask_of_a_stopped_actor_times_out()
    {
        var actor = Start(a => a.On<int>(_ => { }));
        await actor.GracefulStop(TimeSpan.FromSeconds(10));

        await Assert.ThrowsAsync<AskTimeoutException>(() => actor.Ask<int>(1, TimeSpan.FromMilliseconds(30)));
    }

    [Fact]
    public async Task Ask_that_is_cancelled_ends_as_cancelled()
    {
        var actor = Start(a => a.On<int>(_ => { }));
        using var cancellation = new CancellationTokenSource();
        var answer = actor.Ask<int>(1, cancellation.Token);

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => answer.Within("the cancellation"));
    }

    [Fact]
    public async Task Ask_answered_by_a_failure_throws_its_cause()
    {
        var actor = Start(a => a.On<int>(_ => a.From.Tell(new Status.Failure(new InvalidDataException("no")))));

        var thrown = await Assert.ThrowsAnyAsync<Exception>(() => actor.Ask<int>(1, TimeSpan.FromSeconds(10)));

        Assert.IsType<InvalidDataException>(thrown is AggregateException many ? many.InnerException : thrown);
    }

    [Fact]
    public async Task Ask_from_within_an_async_handler_does_not_block_the_asked_actor()
    {
        var doubler = Start(a => a.On<int>(n => a.From.Tell(n * 2)));
        var asker = Start(a => a.OnAsync<int>(async n =>
        {
            var sender = a.From;
            sender.Tell(await doubler.Ask<int>(n, TimeSpan.FromSeconds(10)) + 1);
        }));

        Assert.Equal(11, await asker.Ask<int>(5, TimeSpan.FromSeconds(10)));
    }
}
