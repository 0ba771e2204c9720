using TorchSharp;

namespace Orchestrator.Conformance.Tests.Tensors;

[Collection(TorchCollection.Name)]
public sealed class GradModeTests : IDisposable
{
    private readonly DisposeScope _scope = torch.NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void No_grad_records_nothing_until_it_is_disposed()
    {
        var x = torch.ones(1, requires_grad: true);
        using (torch.no_grad())
        {
            Assert.False(torch.is_grad_enabled());
            Assert.False((x * 2).requires_grad);
            using (torch.enable_grad()) Assert.True((x * 2).requires_grad);
            Assert.False((x * 2).requires_grad);
        }

        Assert.True((x * 2).requires_grad);
    }

    [Fact]
    public void A_leaf_can_only_be_changed_in_place_without_recording()
    {
        var x = torch.ones(1, requires_grad: true);
        Assert.ThrowsAny<Exception>(() => x.add_(1));
        using (torch.no_grad()) x.add_(1);
        Assert.Equal(2f, x.item<float>());
    }

    [Fact]
    public void No_grad_holds_on_its_own_thread_only()
    {
        using var off = torch.no_grad();
        var elsewhere = false;
        var thread = new Thread(() => elsewhere = torch.is_grad_enabled());
        thread.Start();
        Assert.True(thread.Join(TimeSpan.FromSeconds(30)), "the other thread did not end");
        Assert.True(elsewhere);
        Assert.False(torch.is_grad_enabled());
    }
}
