using TorchSharp;

namespace Orchestrator.Conformance.Tests.Tensors;

[Collection(TorchCollection.Name)]
public sealed class DisposeScopeTests
{
    [Fact]
    public void Scope_frees_what_was_made_inside_and_only_that()
    {
        using var before = torch.ones(1);
        torch.Tensor inside;
        using (torch.NewDisposeScope()) inside = before + 1;
        Assert.True(inside.IsInvalid);
        Assert.False(before.IsInvalid);
    }

    [Fact]
    public void Moved_to_outer_survives_the_inner_scope_only()
    {
        torch.Tensor kept;
        using (torch.NewDisposeScope())
        {
            using (torch.NewDisposeScope()) kept = torch.ones(2).MoveToOuterDisposeScope();
            Assert.Equal(2f, kept.sum().item<float>());
        }

        Assert.True(kept.IsInvalid);
    }

    [Fact]
    public void Move_to_outer_of_several_moves_them_all()
    {
        using var outer = torch.NewDisposeScope();
        torch.Tensor a, b, c;
        using (var inner = torch.NewDisposeScope())
        {
            (a, b, c) = (torch.ones(1), torch.ones(1), torch.ones(1));
            inner.MoveToOuter(a, b);
            Assert.Equal(1, inner.DisposablesCount);
        }

        Assert.False(a.IsInvalid || b.IsInvalid);
        Assert.True(c.IsInvalid);
        Assert.True(outer.Contains(a));
        Assert.Equal(2, outer.DisposablesCount);
    }

    [Fact]
    public void Detached_survives_every_scope()
    {
        torch.Tensor kept;
        using (torch.NewDisposeScope())
        using (var inner = torch.NewDisposeScope())
        {
            kept = inner.Detach(torch.ones(3));
        }

        Assert.False(kept.IsInvalid);
        kept.Dispose();
        Assert.True(kept.IsInvalid);
    }

    [Fact]
    public void Disposed_by_hand_leaves_the_scope()
    {
        using var scope = torch.NewDisposeScope();
        var (first, second, third) = (torch.ones(1), torch.ones(1), torch.ones(1));
        first.Dispose();
        first.Dispose();
        Assert.Equal(2, scope.DisposablesCount);
        third.Dispose();
        Assert.Equal(1, scope.DisposablesCount);
        Assert.False(second.IsInvalid);
    }

    [Fact]
    public void Dispose_everything_but_keeps_the_scope_open()
    {
        using var scope = torch.NewDisposeScope();
        var (kept, gone) = (torch.ones(1), torch.ones(1));
        scope.DisposeEverythingBut(kept);
        Assert.True(gone.IsInvalid);
        Assert.True(scope.Contains(kept));
        var later = torch.ones(1);
        scope.Dispose();
        Assert.True(kept.IsInvalid && later.IsInvalid);
    }

    [Fact]
    public void A_moved_tensor_keeps_what_it_shares_memory_with()
    {
        using var outer = torch.NewDisposeScope();
        torch.Tensor view;
        using (torch.NewDisposeScope())
        {
            view = torch.arange(0, 6, torch.float32).reshape(2, 3)[1].MoveToOuterDisposeScope();
        }

        TensorAssert.Holds([3, 4, 5], view);
    }

    [Fact]
    public void A_disposed_tensor_is_refused_by_operators()
    {
        var gone = torch.ones(1);
        gone.Dispose();
        Assert.Throws<InvalidOperationException>(() => gone + 1);
    }

    [Fact]
    public void A_parameter_takes_over_the_tensor()
    {
        using var scope = torch.NewDisposeScope();
        var values = torch.ones(2);
        var parameter = new TorchSharp.Modules.Parameter(values);
        Assert.True(values.IsInvalid);
        Assert.True(parameter.requires_grad);
        TensorAssert.Holds([1, 1], parameter);
    }

    [Fact]
    public void A_parameter_stands_where_its_tensor_stood()
    {
        using var free = torch.ones(1).DetachFromDisposeScope();
        TorchSharp.Modules.Parameter owned, kept;
        using (var scope = torch.NewDisposeScope())
        {
            var values = torch.ones(1);
            using (torch.NewDisposeScope()) owned = new TorchSharp.Modules.Parameter(values);
            Assert.True(scope.Contains(owned));
            kept = torch.nn.Parameter(free);
            Assert.Equal(1, scope.DisposablesCount);
        }

        Assert.True(owned.IsInvalid);
        Assert.False(kept.IsInvalid);
        kept.Dispose();
    }

    [Fact]
    public void The_finaliser_frees_a_forgotten_tensor()
    {
        Collect();
        var before = torch.Tensor.TotalCount;
        Forget();
        Collect();
        Assert.Equal(before, torch.Tensor.TotalCount);
    }

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private static void Forget()
    {
        for (var k = 0; k < 100; k++) _ = torch.ones(1);
    }

    private static void Collect()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
    }
}
