//! What 白鹤街道 works on this week.

use super::Day::{Calendar, Work};
use super::Written;
use crate::case::Channel::{Hotline, Portal, Sms, Wechat, Weibo};
use crate::case::Gender::{Female, Male};
use crate::case::Kind::{Complaint, Help, Suggestion};
use crate::case::Matter;
use crate::course::Finding;

pub(super) const CASES: &[Written] = &[
    Written {
        street: "白鹤街道",
        community: "紫鹃",
        channel: Hotline,
        matter: Matter::Hotline,
        kind: Complaint,
        category: "S104",
        title: "紫鹃新村15幢电梯停运三天，物业未说明原因",
        body: "市民来电反映：紫鹃新村15幢2号电梯从{日-3}停到现在，只贴了一张“检修中”，没有写原因和恢复时间。全楼18层只剩一部电梯，早上等十多分钟，12楼有坐轮椅的老人三天没有下楼。打物业电话，一会儿说等配件，一会儿说等年检。\n诉求：说清楚原因，哪天修好，停运期间要有人帮忙。",
        citizen: ("俞晓红", Female, "137-2246", false),
        address: "紫鹃新村15幢（紫鹃社区）",
        position: Some((29.86351, 121.57688)),
        submitted: (Work(-4), "7:26"),
        origin: None,
        handler: 0,
        course: |c| {
            c.dispatched(Work(-4), "8:55");
            c.signed_for(Work(-4), "9:30");
            c.contacted(
                Work(-4),
                "9:50",
                "与{称}通话，登记12楼需帮助老人1户，请社区当天上门。",
            );
            c.visited(
                Work(-3),
                "10:30",
                Finding::True,
                "紫鹃社区社工、维保单位人员",
                "2号电梯曳引机抱闸异响，维保单位{日-4}申报停用。抱闸组件缺货，供货单显示{日+4}到甬，更换和自检需一天。\n物业告示只写“检修中”，要求当天改写原因、恢复日期、值班电话；每天8:30、16:30安排保安协助老人上下楼。",
            );
        },
    },
    Written {
        street: "白鹤街道",
        community: "黄鹂",
        channel: Hotline,
        matter: Matter::Hotline,
        kind: Complaint,
        category: "S206",
        title: "黄鹂新村沿街餐饮店油烟直排居民窗口",
        body: "来电人反映，黄鹂新村沿街三家小饭店（一家烧烤、一家小海鲜、一家面馆）油烟管道出口朝着二楼住户窗户，从中午十一点到夜里十二点都是油烟味，纱窗上一层油。烧烤店装的净化器从来没开过，风机声音像拖拉机。\n诉求：1.查净化器有没有开；2.管道改到楼顶；3.晚上十点以后停风机。以前投诉过，检查那天开，走了又关。",
        citizen: ("鲍秀英", Female, "138-3367", false),
        address: "黄鹂新村沿街（黄鹂社区）",
        position: Some((29.86175, 121.5801)),
        submitted: (Work(-3), "12:05"),
        origin: None,
        handler: 0,
        course: |c| {
            c.dispatched(Work(-3), "13:50");
            c.signed_for(Work(-3), "14:20");
            c.contacted(Work(-3), "14:40", "{称}要求晚饭时段来看，约{工+2}晚上。");
            c.visited(
                Work(-1),
                "15:30",
                Finding::True,
                "综合行政执法中队队员2名、黄鹂社区社工",
                "检查沿街餐饮3家：面馆、小海鲜净化器运行，清洗记录齐全；烧烤店净化器未通电，排口距二楼窗1.6米。\n烧烤店当场停用灶台1组，下发责令改正通知书，{日+8}前更换净化器并将排口改至楼顶。",
            );
        },
    },
    Written {
        street: "白鹤街道",
        community: "孔雀",
        channel: Sms,
        matter: Matter::Hotline,
        kind: Help,
        category: "S211",
        title: "孔雀小区3号门至8幢路灯不亮",
        body: "孔雀小区3号门进来到8幢六盏路灯全不亮，已经一个礼拜，晚上下夜班回来一片黑，昨天有人踩到台阶崴了脚。物业说是线路问题要报社区。",
        citizen: ("洪立峰", Male, "158-7720", false),
        address: "孔雀小区3号门至8幢（孔雀社区）",
        position: Some((29.8613, 121.57477)),
        submitted: (Work(-2), "20:51"),
        origin: None,
        handler: 0,
        course: |c| {
            c.dispatched(Work(-1), "9:00");
            c.signed_for(Work(-1), "9:25");
            c.contacted(
                Work(-1),
                "10:00",
                "回电{称}，核实为6盏，自{日-8}起不亮；崴脚者未就医。约电工{日+1}查线路。",
            );
        },
    },
    Written {
        street: "白鹤街道",
        community: "丹顶鹤",
        channel: Weibo,
        matter: Matter::Hotline,
        kind: Complaint,
        category: "S205",
        title: "丹顶鹤小区北侧工地夜间23时后仍在施工",
        body: "#江东那些事# 丹顶鹤小区北边工地，晚上十一点多还在浇混凝土，泵车轰隆隆，已经连着第三个晚上了！问保安说有夜间施工证，证呢？贴在哪？明天还要上班的好伐😡",
        citizen: ("傅俊", Male, "188-4490", false),
        address: "丹顶鹤小区北侧在建工地",
        position: Some((29.86701, 121.58241)),
        submitted: (Work(-2), "23:37"),
        origin: Some("官方微博群，{日-0}留言"),
        handler: 0,
        course: |c| {
            c.dispatched(Work(-1), "8:50");
            c.signed_for(Work(-1), "9:30");
            c.contacted(Work(-1), "10:30", "与项目部通话，称底板浇筑须连续作业，证明有效期至{日-1}，今晚不再施工；已请执法中队夜间核查。");
        },
    },
    Written {
        street: "白鹤街道",
        community: "紫鹃",
        channel: Hotline,
        matter: Matter::Hotline,
        kind: Complaint,
        category: "S203",
        title: "紫鹃菜场周边占道经营，上学时段通行困难",
        body: "来电人反映：每天早上7点到8点半，紫鹃菜场东门到小学这段两百米，卖菜的、卖早点的摆满两边，家长骑电瓶车接送孩子只能一辆一辆挤过去，昨天一个孩子的书包被三轮车钩住拖了几步。\n诉求：上学时段清空这一段，摊位挪到菜场里面去，学校门口安排人。",
        citizen: ("谢晓红", Female, "139-6058", false),
        address: "紫鹃菜场东门至小学",
        position: Some((29.86322, 121.57713)),
        submitted: (Work(-1), "8:02"),
        origin: None,
        handler: 0,
        course: |c| {
            c.dispatched(Work(-1), "9:10");
            c.signed_for(Work(-1), "10:05");
        },
    },
    Written {
        street: "白鹤街道",
        community: "黄鹂",
        channel: Wechat,
        matter: Matter::Hotline,
        kind: Help,
        category: "S212",
        title: "黄鹂新村22幢雨水管堵塞，一楼阳台返水",
        body: "我家在黄鹂新村22幢一楼，昨晚下雨阳台地漏咕噜咕噜往上冒水，一直漫到客厅，地板泡了。邻居说上面几楼洗衣机的水也是接到这根雨水管的，下面窨井堵了才倒灌。\n物业来看了一眼说要叫疏通车，车要排队。天气预报说后天还有雨，急！",
        citizen: ("朱美娟", Female, "136-2093", true),
        address: "黄鹂新村22幢（黄鹂社区）",
        position: Some((29.86209, 121.57961)),
        submitted: (Work(-1), "7:18"),
        origin: None,
        handler: 0,
        course: |c| {
            c.dispatched(Work(-1), "9:25");
            c.signed_for(Work(-1), "9:50");
            c.contacted(
                Work(-1),
                "10:10",
                "联系{称}，先用沙袋和充气堵头应急；已请疏通车{工+1}上午到场。",
            );
        },
    },
    Written {
        street: "白鹤街道",
        community: "丹凤",
        channel: Portal,
        matter: Matter::Hotline,
        kind: Suggestion,
        category: "S304",
        title: "丹凤社区请求加装楼道扶手",
        body: "丹凤一村、四村都是六层楼没有电梯，住的多半是老人。楼道只有靠里一边有铁栏杆，靠墙一边空的，下楼腿软没地方扶。\n看到隔壁街道给老楼道装了木扶手和歇脚凳，很实用。建议我们这里也装，先从70岁以上老人多的单元开始。不知道要不要业主出钱、签字？我可以帮忙一户一户去问。",
        citizen: ("任德胜", Male, "135-8831", true),
        address: "丹凤一村、丹凤四村（丹凤社区）",
        position: None,
        submitted: (Calendar(-1), "8:05"),
        origin: None,
        handler: 0,
        course: |c| {
            c.dispatched(Calendar(-1), "9:30");
            c.signed_for(Calendar(-1), "10:20");
        },
    },
    Written {
        street: "白鹤街道",
        community: "白鹤",
        channel: Portal,
        matter: Matter::Hotline,
        kind: Suggestion,
        category: "S201",
        title: "白鹤公园公厕夜间关闭，建议延长开放时间",
        body: "白鹤公园的公厕晚上八点就锁门。现在公园里跳舞、打球、遛娃的到九点半都很多，老人小孩找不到厕所，有人就钻树丛。\n建议夏天开到22:00、冬天开到21:00；如果没有人看，可以装个定时的门禁。公园门口的牌子上把开放时间写清楚。",
        citizen: ("虞瑾", Female, "159-1175", true),
        address: "白鹤公园公厕（白鹤社区）",
        position: Some((29.86478, 121.58121)),
        submitted: (Calendar(-1), "10:44"),
        origin: None,
        handler: 0,
        course: |c| {
            c.dispatched(Calendar(-1), "11:30");
            c.signed_for(Calendar(-1), "14:10");
        },
    },
];
